/**
 * A Response whose body is there already. The platform's own goes through a stream even for bytes in memory, which costs more than the call;
 * here only who asks for `body`, a copy or a form pays for one. An error in place of the body fails whoever reads it, while the status is known.
 */
export class BufferedResponse extends Response {
  readonly #body: Buffer | Error;
  #streamed: Response | null = null;
  #used = false;

  constructor(body: Buffer | Error, head: ResponseInit) {
    super(null, head);
    this.#body = body;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#stream().body as ReadableStream<Uint8Array<ArrayBuffer>> | null;
  }
  override get bodyUsed(): boolean {
    return this.#used || (this.#streamed?.bodyUsed ?? false);
  }
  override async text(): Promise<string> {
    // As the standard says, a byte order mark is not part of the text.
    return new TextDecoder().decode(this.#take());
  }
  override async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(this.#take());
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }
  override blob(): Promise<Blob> {
    return this.#stream().blob();
  }
  override formData(): Promise<FormData> {
    return this.#stream().formData();
  }
  override clone(): Response {
    if (this.bodyUsed) throw new TypeError("The body has been read already.");
    return this.#streamed === null ? new BufferedResponse(this.#body, this) : this.#streamed.clone();
  }

  #take(): Buffer {
    if (this.bodyUsed) throw new TypeError("The body has been read already.");
    this.#used = true;
    if (this.#body instanceof Error) throw this.#body;
    return this.#body;
  }

  #stream(): Response {
    const body = this.#body;
    this.#streamed ??= new Response(
      body instanceof Error
        ? new ReadableStream({ start: (controller) => controller.error(body) })
        : new Uint8Array(body),
      this,
    );
    return this.#streamed;
  }
}
