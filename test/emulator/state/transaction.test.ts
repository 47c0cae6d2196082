import { expect, it } from 'vitest';
import { emptyCollections } from '../../../src/emulator/state/collections.ts';
import { memoryJournal } from '../../../src/emulator/state/journal.ts';
import { Store } from '../../../src/emulator/state/store.ts';
import type { Transaction } from '../../../src/emulator/state/transaction.ts';

const value = (id: string, owner_id: string) => ({ id, owner_id, value: id });

const owned = (transaction: Transaction, owner: string) =>
  transaction.by('counted_values', 'owner_id', owner).map(({ id }) => id);

it.each([3, 300])('finds what it has written itself by an index, among %d changed rows', (count) => {
  const store = new Store(emptyCollections(), memoryJournal, '');
  store.transact(0, (transaction) => {
    for (const id of ['old', 'moved', 'deleted']) transaction.put('counted_values', value(id, 'ada'));
  });
  store.transact(0, (transaction) => {
    for (let index = 0; index < count; index += 1) {
      transaction.put('counted_values', value(`other ${index}`, 'others'));
    }
    expect(owned(transaction, 'ada')).toEqual(['old', 'moved', 'deleted']);
    transaction.put('counted_values', value('new', 'ada'));
    transaction.put('counted_values', value('moved', 'bob'));
    transaction.delete('counted_values', 'deleted');
    expect(owned(transaction, 'ada')).toEqual(['old', 'new']);
    expect(owned(transaction, 'bob')).toEqual(['moved']);
    transaction.put('counted_values', value('new', 'bob'));
    transaction.put('counted_values', value('moved', 'ada'));
    transaction.put('counted_values', value('other 1', 'bob'));
    expect(owned(transaction, 'ada').sort()).toEqual(['moved', 'old']);
    expect(owned(transaction, 'bob').sort()).toEqual(['new', 'other 1']);
    expect(owned(transaction, 'others')).toHaveLength(count - 1);
    expect(transaction.firstBy('counted_values', 'owner_id', 'nobody')).toBeUndefined();
  });
  store.transact(0, (transaction) => {
    expect(owned(transaction, 'ada').sort()).toEqual(['moved', 'old']);
    expect(owned(transaction, 'bob').sort()).toEqual(['new', 'other 1']);
  });
});
