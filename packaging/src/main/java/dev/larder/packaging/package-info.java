package dev.larder.packaging;
