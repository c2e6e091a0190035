// Keeps the count of notices true while a page is open, and says politely that it changed. Everything works without it.
//
// One page of a browser listens and tells the others: whichever has the lock. When it closes, another one has it.

const link = document.querySelector("a[data-stream]");

function show({ unread, shown, words }) {
  if (Number(link.dataset.unread) === unread) return;
  link.dataset.unread = unread;
  const count = link.querySelector(".count");
  count.textContent = shown;
  count.hidden = unread === 0;
  document.getElementById("notices-said").textContent = words;
}

/** Listens until the page closes, or the house will have no more of it: the session has ended, or there are too many. */
function listen(channel) {
  return new Promise((done) => {
    const source = new EventSource(link.dataset.stream);
    source.addEventListener("message", (event) => {
      const news = JSON.parse(event.data);
      show(news);
      channel.postMessage(news);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) done();
    });
    addEventListener("pagehide", () => {
      source.close();
      done();
    });
  });
}

if (link && navigator.locks && "BroadcastChannel" in window) {
  const channel = new BroadcastChannel("notices");
  channel.addEventListener("message", (event) => show(event.data));
  navigator.locks.request("notices", () => listen(channel));
}
