export { Cases } from './cases.section.ts';
export { type CaseFault, runCases } from './run-cases.ts';
