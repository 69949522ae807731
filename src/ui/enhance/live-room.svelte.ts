/** How a screen hangs on what happens: told at once, or not for the moment. */
export type Link = 'opening' | 'live' | 'lost';

/** Milliseconds without a sign of life after which the network counts as lost; the server gives one every ten seconds. */
const SILENCE = 25_000;

/** Milliseconds until a stream that the server refused is asked for again, and by how much screens differ in it. */
const AGAIN = 4000;
const SPREAD = 3000;

/**
 * Listens to a room by server-sent events. `show` is handed every message; a lost network is waited out, and whoever
 * comes back is told the newest. `start` begins it in the browser and answers what ends it.
 */
export function liveRoom(address: string, show: (text: string) => void) {
  let link = $state<Link>('opening');

  function start(): () => void {
    let source: EventSource | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;

    function heard(): void {
      link = 'live';
      clearTimeout(silence);
      silence = setTimeout(lose, SILENCE);
    }
    function lose(): void {
      link = 'lost';
      source?.close();
      clearTimeout(again);
      again = setTimeout(open, AGAIN + Math.random() * SPREAD);
    }
    function open(): void {
      source?.close();
      clearTimeout(silence);
      source = new EventSource(address);
      source.addEventListener('message', (event) => {
        heard();
        show(String(event.data));
      });
      source.addEventListener('alive', heard);
      source.addEventListener('error', () => {
        link = 'lost';
        // A browser tries again by itself, unless it was answered no.
        if (source?.readyState === EventSource.CLOSED) lose();
      });
    }
    const back = () => open();
    const gone = () => lose();
    window.addEventListener('online', back);
    window.addEventListener('offline', gone);
    open();
    return () => {
      window.removeEventListener('online', back);
      window.removeEventListener('offline', gone);
      clearTimeout(silence);
      clearTimeout(again);
      source?.close();
    };
  }

  return {
    get link() {
      return link;
    },
    start,
  };
}
