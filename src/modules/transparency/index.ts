export { faultsInFigures } from './figures-check.ts';
