import type { Command } from 'commander';
import { addAnalyzeCauses } from './analyze-causes.ts';
import { addAnalyzeComponents } from './analyze-components.ts';
import { addAnalyzeInstrument } from './analyze-instrument.ts';
import { addAnalyzeNetwork } from './analyze-network.ts';

/** `pilar analyze …`: the pure analyses on files, without a database or server. */
export function addAnalyzeCommands(program: Command): void {
  const analyze = program.command('analyze').description('Analyse a partnership from files');
  addAnalyzeNetwork(analyze);
  addAnalyzeInstrument(analyze);
  addAnalyzeCauses(analyze);
  addAnalyzeComponents(analyze);
}
