export {
  ask,
  deskOf,
  moveDueDays,
  settle,
  settleFor,
  TASK_KINDS,
  type Task,
  type TaskKind,
} from './task.store.ts';
