export { type Facts, judge, type Overdue, refusalsOf, type Verdict } from './check.ts';
