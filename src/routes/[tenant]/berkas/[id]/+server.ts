import { sendDocument } from '../stored-document.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = (event) => sendDocument(event, 'whole');
