/** One keep-alive HTTP/1.1 connection on a raw socket: far cheaper than node:http, so that load takes little of a small machine. */
import { connect } from "node:net";

const TIMEOUT_MS = 60_000;
const HEAD_END = "\r\n\r\n";

/** Where the answer at the front of `text` ends, with its status; null while it is incomplete. */
function readAnswer(text) {
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const head = text.slice(0, headEnd).toLowerCase();
  const answer = { status: Number(head.slice(9, 12)), closes: head.includes("\r\nconnection: close") };
  const bodyAt = headEnd + HEAD_END.length;
  if (head.includes("\r\ntransfer-encoding: chunked")) {
    const last = text.indexOf("0\r\n\r\n", bodyAt);
    return last < 0 ? null : { ...answer, end: last + 5 };
  }
  const end = bodyAt + Number(/\r\ncontent-length: *(\d+)/.exec(head)?.[1] ?? 0);
  return text.length < end ? null : { ...answer, end };
}

export class Connection {
  #socket = null;
  #text = "";
  #settle = null;

  constructor(url) {
    const { hostname, port } = new URL(url);
    this.address = { host: hostname, port: Number(port || 80), noDelay: true };
  }

  /** Status of the answer to `bytes`; 0 when there was none. Several buffers are sent `pauseMs` apart. */
  send(bytes, { timeoutMs = TIMEOUT_MS, pauseMs = 0 } = {}) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end(0), timeoutMs);
      this.#settle = (status) => {
        clearTimeout(timer);
        this.#settle = null;
        resolve(status);
      };
      if (this.#socket === null) this.#open();
      if (!Array.isArray(bytes)) this.#socket.write(bytes);
      else this.#sendSlowly(bytes, pauseMs);
    });
  }

  close() {
    this.#end(0);
  }

  #open() {
    this.#text = "";
    const socket = connect(this.address);
    const lost = () => {
      if (this.#socket === socket) this.#end(0);
    };
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      if (this.#socket === socket) this.#receive(chunk);
    });
    socket.on("error", lost);
    socket.on("close", lost);
    this.#socket = socket;
  }

  #sendSlowly(parts, pauseMs) {
    const socket = this.#socket;
    parts.forEach((part, index) => {
      setTimeout(() => {
        if (!socket.destroyed) socket.write(part);
      }, index * pauseMs);
    });
  }

  #receive(chunk) {
    this.#text += chunk;
    const answer = readAnswer(this.#text);
    if (answer === null) return;
    this.#text = this.#text.slice(answer.end);
    if (answer.closes) this.#end(answer.status);
    else this.#settle?.(answer.status);
  }

  #end(status) {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
    this.#settle?.(status);
  }
}
