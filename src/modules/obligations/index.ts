export { waiveObligation } from './obligation.service.ts';
export {
  fulfil,
  type Obligation,
  obligationFor,
  overdueNow,
  overdueOf,
  owe,
  reopen,
} from './obligation.store.ts';
