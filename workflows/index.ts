export { accountLane } from './accountLane';
export { deliverCallback } from './deliverCallback';
export { deliverEvents } from './deliverEvents';
export { followLink } from './followLink';
export { readNumbers } from './readNumbers';
export { rememberLedger } from './rememberLedger';
export { repostShort } from './repostShort';
