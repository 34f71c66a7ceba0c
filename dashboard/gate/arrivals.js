// Streamlit 1.67 takes each message by itself, and the browser draws most of the page anew between two of them. What the
// server sends in one piece (browser/delivery.py) is taken in one piece here: once no other message follows.
(() => {
  const QUIET = 5; // milliseconds without another message
  const listen = WebSocket.prototype.addEventListener;

  WebSocket.prototype.addEventListener = function (name, take, options) {
    if (name !== "message") return listen.call(this, name, take, options);
    const messages = [];
    let waiting = 0;
    const deliver = () => messages.splice(0).forEach((message) => take.call(this, message));
    const hold = (message) => {
      messages.push(message);
      clearTimeout(waiting);
      if (document.hidden) deliver(); // nothing is drawn, and timers take seconds
      else waiting = setTimeout(deliver, QUIET);
    };
    listen.call(this, name, hold, options);
    listen.call(this, "close", deliver); // before whoever hears of the end
  };
})();
