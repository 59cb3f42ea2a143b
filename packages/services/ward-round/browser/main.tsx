import { createRoot } from 'react-dom/client';
import './styles/round.css';
import { App } from './app.tsx';
import { registerWorker } from './worker/register-worker.ts';

const place = document.getElementById('round');
if (place !== null) {
  createRoot(place).render(<App />);
  void registerWorker(place.dataset.worker ?? '');
}
