export { ask, deskOf, settle, settleFor, type Task, type TaskKind } from './task.store.ts';
