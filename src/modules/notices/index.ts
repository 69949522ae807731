export { ask, deskOf, settle, type Task, type TaskKind } from './task.store.ts';
