export { ask, deskOf, moveDueDays, settle, settleFor, type Task, type TaskKind } from './task.store.ts';
