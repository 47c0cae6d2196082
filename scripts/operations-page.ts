import type { Operation } from '../src/emulator/http/operations.ts';
import { operations } from '../src/emulator/http/operations.ts';
import { privateOperations } from '../src/emulator/http/private-operations.ts';
import { routes } from '../src/emulator/routes/index.ts';

/** The page that lists every operation. */
export const operationsPage = 'docs/emulator-operations.md';

const BETWEEN = /(<!-- operations -->\n)[\s\S]*(<!-- \/operations -->)/;

const callers = { merchant: 'organization', customer: 'customer session', none: 'nobody' } as const;

const built = new Set(routes.map(({ method, path }) => `${method} ${path}`));

function isBuilt({ method, path }: Operation): boolean {
  return built.has(`${method} ${path}`);
}

function toTable(all: readonly Operation[]): string {
  const rows = all.map((operation) => {
    const { name, method, path, credential, scopes } = operation;
    const scope = scopes.map((one) => `\`${one}\``).join(' ');
    return `| \`${name}\` | \`${method} ${path}\` | ${callers[credential]} | ${scope} | ${isBuilt(operation) ? 'yes' : '501'} |`;
  });
  return [
    '| operation | request | token of | scopes, one of | built |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function toCount(all: readonly Operation[]): string {
  const count = all.filter(isBuilt).length;
  return `${count} of ${all.length} are built; ${all.length - count} answer 501.`;
}

/** The page with its tables as the code has it now. */
export function documentOperations(page: string): string {
  const tables = [
    '## Of the SDK',
    toCount(operations),
    toTable(operations),
    '## Private previews',
    'Polar’s server has them; no SDK does.',
    toCount(privateOperations),
    toTable(privateOperations),
  ];
  return page.replace(
    BETWEEN,
    (_, start: string, end: string) => `${start}\n${tables.join('\n\n')}\n\n${end}`,
  );
}
