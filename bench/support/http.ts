// A client that costs the machine little, since it shares it with what it measures: requests are bytes made before, and
// of answers only the status and the length are looked at.
import { connect, type Socket } from "node:net";

/** One kept connection with at most one request under way. */
class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #settle: ((status: number) => void) | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#take(chunk));
    const broken = () => this.#done(0);
    socket.on("error", broken).on("close", broken);
  }

  /** @returns the status; 0 for a connection that broke */
  send(head: string, body: Buffer): Promise<number> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#socket.cork();
      this.#socket.write(head, "latin1");
      this.#socket.write(body);
      this.#socket.uncork();
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.#received.toString("latin1", 0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    this.#received = Buffer.alloc(0);
    this.#done(Number(head.slice(9, 12)));
  }

  #done(status: number): void {
    const settle = this.#settle;
    this.#settle = null;
    settle?.(status);
  }
}

/** Connections to one server. A request that finds none free waits for one. */
export class Client {
  readonly #address: URL;
  readonly #all: Connection[] = [];
  readonly #free: Connection[] = [];
  readonly #waiting: ((connection: Connection) => void)[] = [];

  private constructor(address: URL) {
    this.#address = address;
  }

  static async open(url: string, connections: number): Promise<Client> {
    const client = new Client(new URL(url));
    const { hostname, port } = client.#address;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        const socket = connect(Number(port), hostname);
        await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
        const connection = new Connection(socket);
        client.#all.push(connection);
        client.#free.push(connection);
      }),
    );
    return client;
  }

  async post(path: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<number> {
    let head = `POST ${path} HTTP/1.1\r\nhost: ${this.#address.host}\r\ncontent-length: ${body.length}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    const connection = this.#free.pop() ?? (await new Promise<Connection>((resolve) => this.#waiting.push(resolve)));
    const status = await connection.send(`${head}\r\n`, body);
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(connection);
    else next(connection);
    return status;
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }
}
