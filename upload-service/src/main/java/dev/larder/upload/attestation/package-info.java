/** Attestations that come with files (PEP 740), and the provenance that is made of them. */
package dev.larder.upload.attestation;
