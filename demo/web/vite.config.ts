import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The demo is a customer: it takes the built library by its public names.
export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 900 },
});
