import { readFileSync, writeFileSync } from 'node:fs';
import { documentOperations, operationsPage } from './operations-page.ts';

// Writes the table of all operations into docs/emulator-operations.md: to be run after a route was added.

writeFileSync(operationsPage, documentOperations(readFileSync(operationsPage, 'utf8')));
