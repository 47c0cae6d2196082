import { acquireDirectoryLock } from '../../../src/postgres/embedded/directory-lock.ts';

// A second process for tests: waits for a line on its input, so that several start at once, then goes for the
// lock, says whether it has it, and keeps it until its input ends.

const [path = ''] = process.argv.slice(2);
console.log('here');
process.stdin.once('data', () => {
  acquireDirectoryLock(path, 'the directory').then(
    () => console.log('won'),
    () => console.log('lost'),
  );
});
process.stdin.once('end', () => process.exit(0));
