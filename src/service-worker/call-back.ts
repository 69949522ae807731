import { self } from '$app/service-worker';

/** Background sync, which not every browser has and the types of the platform do not know. */
type Syncing = ServiceWorkerRegistration & {
  readonly sync?: { readonly register: (tag: string) => Promise<void> };
};

/** Asks the browser to call when the network is back; those that cannot are woken by the next page. */
export async function callBack(): Promise<void> {
  const { sync }: Syncing = self.registration;
  await sync?.register('pilar-send').catch(() => undefined);
}
