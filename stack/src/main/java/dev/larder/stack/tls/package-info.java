/** Looks at the certificate that the server is to show, before anything is started. */
package dev.larder.stack.tls;
