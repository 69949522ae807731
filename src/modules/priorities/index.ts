export { keepPriorities } from './priority.service.ts';
export { prioritiesById, prioritiesOf } from './priority.store.ts';
export { besidePriorities, mayKeepPriorities, type Priority, priorOf } from './priority.ts';
export { PRIORITY_LIMITS, priorityTemplate } from './priority-file.ts';
