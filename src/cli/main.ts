import { Command } from 'commander';
import { addAllocateCommand } from './allocate.ts';
import { addAnalyzeCommands } from './analyze.ts';
import { addUserCommands } from './user.ts';

const program = new Command('pilar').description('Partnership platform for Indonesian local government');
addAnalyzeCommands(program);
addAllocateCommand(program);
addUserCommands(program);
await program.parseAsync();
