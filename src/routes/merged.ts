import { redirect } from '@sveltejs/kit';

/** Leads an old link on to the record that stays, where the one it names was merged into another. */
export function leadOn(url: URL, asked: string, stays: string): void {
  if (asked.toLowerCase() === stays) return;
  redirect(308, `${url.pathname.replace(asked, stays)}${url.search}`);
}
