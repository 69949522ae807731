export {
  ask,
  deskOf,
  moveDueDays,
  passOnTasks,
  settle,
  settleFor,
  settleOwed,
  TASK_KINDS,
  type Task,
  type TaskKind,
} from './task.store.ts';
