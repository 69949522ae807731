// On pages of whoever signed in: lets the browser keep what they need without network (src/service-worker), and tells it
// whose page this is. Plain, since most pages ship no other script.
(() => {
  const worker = navigator.serviceWorker;
  const account = document.currentScript?.dataset.account;
  if (!worker || !account) return;
  const say = (what) => worker.ready.then(({ active }) => active?.postMessage(what));
  addEventListener('online', () => say({ kind: 'send' }));
  addEventListener('load', () => {
    const address = location.pathname + location.search;
    const language = document.documentElement.lang;
    worker
      .register('/service-worker.js')
      .then(() => say({ kind: 'opened', account, address, language }))
      // A browser that keeps nothing (a private window) shows pages as before.
      .catch(() => undefined);
  });
})();
