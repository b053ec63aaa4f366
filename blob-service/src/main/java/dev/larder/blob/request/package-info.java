/** What every request has: the shared secret, an id, errors of one line. */
package dev.larder.blob.request;
