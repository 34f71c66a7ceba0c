// Streamlit 1.67 takes each message by itself, and the browser draws most of the page anew between two of them. What the
// server sends in one piece (browser/delivery.py) is taken in one piece here: once no other message follows.
(() => {
  const QUIET = 5; // milliseconds without another message
  const LONGEST = 50; // milliseconds that a message is held where others go on coming
  const listen = WebSocket.prototype.addEventListener;

  WebSocket.prototype.addEventListener = function (name, take, options) {
    if (name !== "message") return listen.call(this, name, take, options);
    const messages = [];
    let waiting = 0;
    const deliver = () => {
      clearTimeout(waiting);
      messages.splice(0).forEach((message) => take.call(this, message));
    };
    const hold = (message) => {
      messages.push(message);
      clearTimeout(waiting);
      const isLate = performance.now() - messages[0].timeStamp > LONGEST;
      if (isLate || document.hidden) deliver(); // of a hidden page nothing is drawn, and timers take seconds
      else waiting = setTimeout(deliver, QUIET);
    };
    listen.call(this, name, hold, options);
    for (const end of ["error", "close"]) listen.call(this, end, deliver); // before whoever hears of the end
  };
})();
