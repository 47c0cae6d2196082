import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'floe-billing/styles.css';
import { App } from './app.tsx';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with id "root".');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
