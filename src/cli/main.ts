import { Command } from 'commander';
import { addAllocateCommand } from './allocate.ts';
import { addAnalyzeCommands } from './analyze.ts';
import { addBackupCommands } from './backup.ts';
import { addBoundaryCommands } from './boundaries.ts';
import { addCalendarCommands } from './calendar.ts';
import { addClocksCommands } from './clocks.ts';
import { addConvertCommand } from './convert.ts';
import { EXIT, failUnforeseen } from './exit.ts';
import { addFilesCommands } from './files.ts';
import { addInstitutionCommands } from './institution.ts';
import { addJournalCommands } from './journal.ts';
import { addModelCommands } from './model.ts';
import { addTenantCommands } from './tenant.ts';
import { addUserCommands } from './user.ts';
import { addVerifyCommand } from './verify.ts';
import { addWitnessCommand } from './witness.ts';

// Whoever reads the output may stop early (`pilar … | head`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

// What a command works with is loaded when it runs, so that none waits for what another needs.
const program = new Command('pilar')
  .description('Partnership platform for Indonesian local government')
  // Before the commands are added, which take it over: wrong options and arguments are bad input.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.done : EXIT.badInput));
addAnalyzeCommands(program);
addConvertCommand(program);
addAllocateCommand(program);
addModelCommands(program);
addJournalCommands(program);
addVerifyCommand(program);
addBackupCommands(program);
addFilesCommands(program);
addWitnessCommand(program);
addTenantCommands(program);
addCalendarCommands(program);
addBoundaryCommands(program);
addClocksCommands(program);
addUserCommands(program);
addInstitutionCommands(program);
await program.parseAsync().catch(failUnforeseen);
