export { deliverCallback } from './deliverCallback';
export { deliverEvents } from './deliverEvents';
export { repostShort } from './repostShort';
