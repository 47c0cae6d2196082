import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

// Storybook would otherwise pick up the library build at the root of the repository.
export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { conditions: ['floe-source', ...defaultClientConditions] },
  optimizeDeps: { exclude: ['@electric-sql/pglite'] },
});
