/** What every call to this service has in common: the secret, the request's id, errors. */
package dev.larder.sync.request;
