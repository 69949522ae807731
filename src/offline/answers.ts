/** A server that is starting, busy, or a gateway in between says nothing about what was sent. */
export const saysNothing = (status: number) => status >= 500 || status === 429 || status === 408;
