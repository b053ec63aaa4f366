/** The certificate authorities that the services trust. */
package dev.larder.stack.trust;
