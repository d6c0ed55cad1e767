import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { startTexts } from './lib/i18n.svelte';
import { match, startRouter } from './lib/router.svelte';
import { session } from './lib/session.svelte';
import { kRoutes } from './routes';

startRouter();
// The screen that was asked for comes along while the server is asked who is here. What goes wrong with it is
// told by the application, which asks again.
match(kRoutes, location.pathname)?.route.screen().catch(() => {});
await Promise.all([startTexts(), session.resume()]);
mount(App, { target: document.getElementById('app')! });
