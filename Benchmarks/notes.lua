-- Sends the notebook's form, each with a key of its own: the run, the thread, and a number.
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
    }
end

function request()
    sent = sent + 1
    local key = string.format("%08x%08x%016x", run, thread, sent)
    return wrk.format("POST", nil, headers, "key=" .. key .. "&text=The+harbour+is+frozen+and+the+boats+stay+ashore%2C+day+" .. sent)
end
