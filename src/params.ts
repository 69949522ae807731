import { defineParams } from '@sveltejs/kit/params';
import { fileForm } from '#kernel/table-column.ts';

/** `usulan.[form=table]` answers `usulan.csv` and `usulan.xlsx`. */
export const params = defineParams({ table: fileForm });
