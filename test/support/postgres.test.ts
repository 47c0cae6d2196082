import { Client } from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from './postgres.ts';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

let timesPrepared = 0;
const template = {
  name: 'test/support/postgres.test.ts',
  async prepare(url: string) {
    timesPrepared += 1;
    await query(url, 'create table greeting (text text)');
  },
};

it('gives a real PostgreSQL', async () => {
  const { url } = await createTestDatabase();

  expect(await query(url, 'show server_version_num')).toEqual([
    { server_version_num: expect.stringMatching(/^1[5-9]\d{4}$/) },
  ]);
});

it('prepares a template once and gives every test its own copy', async () => {
  const first = await createTestDatabase({ template });
  const second = await createTestDatabase({ template });
  await query(first.url, "insert into greeting values ('hello')");

  expect(await query(first.url, 'select * from greeting')).toEqual([{ text: 'hello' }]);
  expect(await query(second.url, 'select * from greeting')).toEqual([]);
  expect(timesPrepared).toBe(1);
});

it('drops a database under open connections', async () => {
  const { url, drop } = await createTestDatabase({ scope: 'caller' });
  const client = new Client({ connectionString: url });
  const errors: Error[] = [];
  client.on('error', (error) => errors.push(error));
  const ended = new Promise((resolve) => client.once('end', resolve));
  await client.connect();

  await drop();

  await ended;
  expect(errors.map(({ message }) => message)).toContainEqual(expect.stringMatching(/terminat/));
  await expect(query(url, 'select 1')).rejects.toThrow(/does not exist/);
});
