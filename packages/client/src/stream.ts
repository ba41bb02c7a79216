/** One message of an event stream. */
export interface StreamMessage {
  /** The id as of this message; a message without one keeps that of the one before. */
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/**
 * Reads server-sent events from bytes, as the HTML standard says. Unlike a browser it also yields messages without data:
 * they move the id. `retry` is told of reconnection times in ms.
 */
export async function* readMessages(
  bytes: AsyncIterable<Uint8Array>,
  retry: (ms: number) => void = () => {},
): AsyncGenerator<StreamMessage> {
  const decoder = new TextDecoder();
  let buffer = "";
  let id = "";
  let event = "";
  let data: string[] = [];
  let dirty = false;
  for await (const chunk of bytes) {
    buffer += decoder.decode(chunk, { stream: true });
    // A carriage return at the very end may be half of a line break.
    const lines = buffer.split(/\r\n|\n|\r(?!$)/);
    buffer = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (dirty) yield { id, event: event || "message", data: data.join("\n") };
        event = "";
        data = [];
        dirty = false;
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "id" && !value.includes("\u0000")) id = value;
      else if (field === "event") event = value;
      else if (field === "data") data.push(value);
      else if (field === "retry" && /^\d+$/.test(value)) retry(Number(value));
      dirty ||= field === "id" || field === "event" || field === "data";
    }
  }
}
