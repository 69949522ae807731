import type { Listener } from '#modules/deliberation/index.ts';

/** Milliseconds between signs of life: who hears none for a while knows that the network is lost. */
const HEARTBEAT = 10_000;

/** Milliseconds after which a listener is asked to come again, so that nothing is listened to for ever. */
const LONGEST = 15 * 60_000;

/** Milliseconds after which a browser comes back by itself. */
const COME_BACK = 2000;

/** Messages that a listener may be behind; who is further behind is cut off, comes back and gets the newest. */
const MOST_BEHIND = 30;

const encode = new TextEncoder();
const ALIVE = encode.encode('event: alive\ndata:\n\n');

/** Encoded once for all who listen: what is shown to a hall is the same text three hundred times. */
let last: { text: string; bytes: Uint8Array } | undefined;

function messageOf(text: string): Uint8Array {
  if (last?.text !== text) last = { text, bytes: encode.encode(`data: ${text}\n\n`) };
  return last.bytes;
}

/** An answer of server-sent events: what a listener is shown, until one of both leaves. */
export function eventStream(listen: (listener: Listener) => () => void): Response {
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        const end = () => {
          if (!open) return;
          open = false;
          clearInterval(heartbeat);
          clearTimeout(longest);
          stop();
          controller.close();
        };
        const send = (bytes: Uint8Array) => {
          if (!open) return;
          controller.enqueue(bytes);
          if ((controller.desiredSize ?? 0) < -MOST_BEHIND) end();
        };
        const heartbeat = setInterval(() => send(ALIVE), HEARTBEAT);
        const longest = setTimeout(end, LONGEST);
        heartbeat.unref();
        longest.unref();
        let stop = () => {};
        send(encode.encode(`retry: ${COME_BACK}\n\n`));
        stop = listen({ show: (text) => send(messageOf(text)), end });
        if (!open) stop();
        leave = () => {
          open = false;
          clearInterval(heartbeat);
          clearTimeout(longest);
          stop();
        };
      },
      cancel: () => leave(),
    },
    // One message each, whatever its length.
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Neither kept nor compressed on the way: each message has to arrive when it is sent.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
