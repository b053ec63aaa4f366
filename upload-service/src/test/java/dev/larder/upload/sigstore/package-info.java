/** A Sigstore of the tests' own: a certificate authority, its log, and a transparency log. */
package dev.larder.upload.sigstore;
