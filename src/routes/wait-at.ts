import type { RequestEvent } from '@sveltejs/kit';

/** Headers by which the other page finds out for whom it answers: a browser, or a script of ours. */
const PASSED_ON = ['accept', 'accept-language', 'user-agent', 'x-sveltekit-action'];

/**
 * The answer of the page where a form has to wait, given under the address the form was sent to: it is sent and read
 * once, and its text goes on from here to there inside the server. Redirecting a post would make the browser send all
 * of it again, photos too.
 */
export async function waitAt(event: RequestEvent, page: string, form: FormData): Promise<Response> {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const said = event.request.headers.get(name);
    if (said !== null) headers.set(name, said);
  }
  const answered = await event.fetch(page, { method: 'POST', headers, body: textOnly(form) });
  return new Response(answered.body, answered);
}

/** The form with a trace of each chosen file in the place of its bytes. */
function textOnly(form: FormData): FormData {
  const text = new FormData();
  for (const [name, value] of form) {
    if (typeof value === 'string') text.append(name, value);
    else if (value.size > 0) text.append(name, new File(['…'], value.name || '…'));
  }
  return text;
}
