export { handIn } from './hand-in.service.ts';
export { figuresFor } from './told-figures.service.ts';
