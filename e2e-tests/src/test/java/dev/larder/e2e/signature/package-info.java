/** Signatures and attestations, made and checked by the real clients. */
package dev.larder.e2e.signature;
