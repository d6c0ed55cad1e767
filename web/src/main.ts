import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { startTexts } from './lib/i18n.svelte';
import { startRouter } from './lib/router.svelte';
import { session } from './lib/session.svelte';

startRouter();
await Promise.all([startTexts(), session.resume()]);
mount(App, { target: document.getElementById('app')! });
