-- Sends the form of an activity, each with a key of its own: the run, the thread, and a number.
local threads = 0

function setup(thread)
    thread:set("thread", threads)
    threads = threads + 1
end

function init(arguments)
    run = tonumber(arguments[1])
    sent = 0
    headers = {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["Sec-Fetch-Site"] = "same-origin",
        ["Cookie"] = arguments[2],
    }
    -- The house asks who it is, and names each box of a list; its peers ask for neither.
    if arguments[2] then
        links = "&objectives.P1.1=1&objectives.P2.1=1&states.SE=1&states.LV=1&do=save&token=" .. arguments[3]
    else
        links = "&objectives=P1.1&objectives=P2.1&states=SE&states=LV"
    end
end

function request()
    sent = sent + 1
    local key = string.format("%08x%08x%016x", run, thread, sent)
    local day = string.format("2018-%02d-%02d", sent % 12 + 1, sent % 28 + 1)
    return wrk.format("POST", nil, headers, "key=" .. key .. "&title=Experts+meet+on+guardians%2C+day+" .. sent
        .. "&from=" .. day .. "&to=" .. day .. "&kind=expert-meeting&role=organiser&place=Tallinn&country=EE&state=done"
        .. "&summary=The+participants+compared+how+their+states+do+it+and+agreed+on+what+to+try+at+home."
        .. "&project=promise" .. links)
end
